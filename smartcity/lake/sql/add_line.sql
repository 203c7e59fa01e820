insert into catalogue.public.smartcity_journal values (?, ?, ?, ?)
