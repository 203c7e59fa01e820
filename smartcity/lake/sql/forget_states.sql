delete from catalogue.public.smartcity_lake
