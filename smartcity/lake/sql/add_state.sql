insert into catalogue.public.smartcity_lake values (?, ?)
