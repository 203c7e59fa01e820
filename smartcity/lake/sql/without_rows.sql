-- The tables that no file was ever written for; none where the snapshot is forgotten, whose files may be, too.
select t.table_name from ducklake_table t
where t.begin_snapshot <= {snapshot} and coalesce(t.end_snapshot > {snapshot}, true)
    and exists (select from ducklake_snapshot where snapshot_id = {snapshot})
    and not exists (select from ducklake_data_file f where f.table_id = t.table_id)
    and not exists (select from ducklake_inlined_data_tables i where i.table_id = t.table_id)
