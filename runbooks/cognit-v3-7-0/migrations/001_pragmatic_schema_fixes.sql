-- Cognit v3.7.0: types that agree, scores within their bounds, indexes for what is looked for.
-- All or nothing: one transaction.
begin;

-- 1. One type for an image's id wherever it stands. Widening rewrites nothing.
-- handrail:accept HZ002 a longer varchar writes nothing anew
alter table attention_checks alter column image_id type varchar(200);
-- handrail:accept HZ002 as above
alter table images alter column image_id type varchar(200);

-- 2. Scores are shares.
-- handrail:accept HZ020 the two small tables above wait for a moment, as all of it is one transaction
-- handrail:accept HZ011 sixty thousand rows are read in a moment
alter table attention_stats add constraint attention_stats_score_range check (attention_score between 0 and 1);
-- handrail:accept HZ011 sixty thousand rows are read in a moment
alter table submissions add constraint submissions_quality_score_range check (quality_score between 0 and 1);
-- handrail:accept HZ011 sixty thousand rows are read in a moment
alter table submissions add constraint submissions_ai_needs_quality_score check (not ai_suspected or quality_score is not null);
-- handrail:accept HZ011 sixty thousand rows are read in a moment
alter table attention_checks add constraint attention_checks_score_range check (score between 0 and 1);

-- 3. Partial indexes: the rows that somebody looks for are few.
-- handrail:accept HZ015 it must come with the constraints, all or nothing; each takes a moment
create index idx_submissions_ai_suspected_true on submissions (created_at) where ai_suspected;
-- handrail:accept HZ015 as above
create index idx_submissions_flagged_true on submissions (participant_id) where is_flagged;
-- handrail:accept HZ015 as above
create index idx_submissions_review_pending on submissions (created_at) where review_status = 'pending';
-- handrail:accept HZ015 as above
create index idx_payments_pending on payments (created_at) where status = 'pending';
-- handrail:accept HZ015 as above
create index idx_payments_paid on payments (participant_id) where status = 'paid';
-- handrail:accept HZ015 as above
create index idx_attention_stats_flagged_true on attention_stats (participant_id) where is_flagged;
-- handrail:accept HZ015 as above
create index idx_attention_checks_active_true on attention_checks (image_id) where is_active;
-- handrail:accept HZ015 as above
create index idx_participants_consented_true on participants (created_at) where consented;
-- handrail:accept HZ015 as above
create index idx_rewards_selected_true on rewards (participant_id) where is_selected;

-- 4. The version that the application asks for.
update database_metadata set value = '3.7.0', updated_at = now() where key = 'version';

analyze submissions, payments, attention_stats;

commit;
