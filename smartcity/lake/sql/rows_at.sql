-- All rows of a table as they were in one snapshot; more than a copy may have say only that there are more.
select * from {table} at (version => {snapshot}) limit {most}
