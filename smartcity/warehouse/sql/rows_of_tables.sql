-- How many rows each table of facts has; a table without any is left out.
with counted as (
    select 'regions' as name, count(*) as n from regions
    union all select 'results', count(*) from results
    union all select 'claims', count(*) from claims
    union all select 'innovations', count(*) from innovations
    union all select 'innovation_lists', count(*) from innovation_lists
    union all select 'indicators', count(*) from indicators
    union all select 'events', count(*) from events
    union all select 'respondents', count(*) from respondents
    union all select 'answers', count(*) from answers
    union all select 'skm_answers', count(*) from skm_answers
    union all select 'marks', count(*) from marks
)
select name, n from counted where n > 0 order by name
