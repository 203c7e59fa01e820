-- How many rows each table of facts has; a table without any is left out.
with counted as (
    select 'regions' as name, count(*) as n from regions
    union all select 'results', count(*) from results
    union all select 'claims', count(*) from claims
    union all select 'innovations', count(*) from innovations where region = $home
    union all select 'innovation_lists', count(*) from innovation_lists where region = $home
    union all select 'indicators', count(*) from indicators
    union all select 'events', count(*) from events
    union all select 'respondents', count(*) from respondents where region = $home
    union all select 'answers', count(*) from answers where region = $home
    union all select 'skm_answers', count(*) from skm_answers where region = $home
    union all select 'marks', count(*) from marks where region = $home
)
select name, n from counted where n > 0 order by name
