-- What each snapshot after one, up to another, says of itself.
select commit_extra_info from ducklake_snapshot_changes where snapshot_id > {since} and snapshot_id <= {until}
