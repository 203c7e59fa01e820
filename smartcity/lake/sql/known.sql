-- What the catalogue says at one moment; {writer} is the lock of the one who writes.
select key, value from smartcity_lake
union all
select 'snapshot', coalesce(max(snapshot_id), 0)::text from ducklake_snapshot
union all
select 'made_of', coalesce(max(commit_extra_info), '{{}}') from ducklake_snapshot_changes
where snapshot_id = (select max(snapshot_id) from ducklake_snapshot)
union all
select 'lines', coalesce(max(number), 0)::text from smartcity_journal
union all
select 'writing', exists (
    select from pg_locks
    where locktype = 'advisory' and objid = {writer}
        and database = (select oid from pg_database where datname = current_database())
)::text
