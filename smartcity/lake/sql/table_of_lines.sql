create table if not exists smartcity_journal (
    number bigint primary key,
    line text not null,
    before text not null,
    hash text not null
)
