-- Each row says 0.
select 'Invalid attention_score' as issue, count(*) as count
from attention_stats where attention_score < 0 or attention_score > 1
union all
select 'Invalid quality_score', count(*)
from submissions where quality_score < 0 or quality_score > 1
union all
select 'AI suspected without quality_score', count(*)
from submissions where ai_suspected and quality_score is null
union all
select 'Orphaned payments', count(*)
from payments p where not exists (select from participants where participant_id = p.participant_id)
union all
select 'Orphaned submissions', count(*)
from submissions s where not exists (select from participants where participant_id = s.participant_id)
order by issue
