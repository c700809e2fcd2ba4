drop index idx_submissions_ai_suspected_true, idx_submissions_flagged_true, idx_submissions_review_pending,
    idx_payments_pending, idx_payments_paid, idx_attention_stats_flagged_true, idx_attention_checks_active_true,
    idx_participants_consented_true, idx_rewards_selected_true;

alter table attention_checks drop constraint attention_checks_score_range;
alter table submissions drop constraint submissions_ai_needs_quality_score, drop constraint submissions_quality_score_range;
alter table attention_stats drop constraint attention_stats_score_range;

-- images.image_id was as wide before. A longer id that came meanwhile makes this fail: then widen, and go forward.
-- handrail:accept HZ002 two thousand rows are read in a moment
alter table attention_checks alter column image_id type varchar(100);

update database_metadata set value = '3.6.0', updated_at = now() where key = 'version';
