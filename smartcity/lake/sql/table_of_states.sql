create table if not exists smartcity_lake (key text primary key, value text not null)
