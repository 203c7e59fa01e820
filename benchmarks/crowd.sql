-- Surveys of many regions, all invented, beside the home region's own: one form a person, one dimension each.
create or replace temp table form as
select 'CONTOH daerah ' || r.region as region, y.year, p.person,
       md5(r.region || '|' || y.year || '|' || p.person) as respondent,
       p.person % (select count(distinct dimension) from item_statistics) as place
from range(getvariable('regions')) r(region), range(getvariable('first'), getvariable('last') + 1) y(year),
     range(getvariable('people')) p(person);

create or replace temp table part as
select distinct dense_rank() over (order by dimension) - 1 as place, dimension, sub_dimension, item
from item_statistics;

insert into respondents by name
select respondent, 'CONTOH' as snapshot, 'CONTOH' as sheet, person as row, year, getvariable('track') as track, region,
       true as is_sample, (select min(dimension) from part where part.place = form.place) as dimension,
       'CONTOH layanan ' || place as service, false as is_straight_lined, '' as flags
from form;

insert into answers by name
select f.respondent, 'CONTOH' as snapshot, f.year, getvariable('track') as track, f.region, p.dimension, p.sub_dimension,
       p.item, (hash(f.respondent || p.item) % 5)::double as value, 'CONTOH' as sheet, 'A1' as cell, 'CONTOH' as raw
from form f
join part p using (place);

insert into item_statistics by name
select year, track, region, dimension, sub_dimension, item, count(*) as n, avg(value) as mean, true as is_sample
from answers
where region like 'CONTOH daerah %'
group by all
