-- What every school counts on: the years and the levels. Also pins the collation of sort_name, which holds plain words
-- (no capital, no accent): "C" makes its order the same on every machine and lets a prefix use the index.
-- Locks: persons is rewritten while empty.

-- The arrêté of the school calendar is out two or three years ahead. Years beyond it run from 1 September to the first Saturday
-- of July until somebody writes the real days.
insert into directory.school_years (year, starts_on, ends_on)
select year, make_date(year, 9, 1), make_date(year + 1, 7, 1) + (13 - extract(dow from make_date(year + 1, 7, 1))::int) % 7
from generate_series(2015, 2045) as year;

-- Zone A, as published (2026-2027: arrêté of 22 October 2025).
update directory.school_years set starts_on = date '2024-09-02', ends_on = date '2025-07-05' where year = 2024;
update directory.school_years set starts_on = date '2025-09-01', ends_on = date '2026-07-04' where year = 2025;
update directory.school_years set starts_on = date '2026-09-01', ends_on = date '2027-07-03' where year = 2026;

insert into directory.levels (code, label, cycle, rank) values
  ('1110', 'TPS', 1, 10),
  ('1111', 'PS', 1, 20),
  ('1112', 'MS', 1, 30),
  ('1113', 'GS', 1, 40),
  ('1121', 'CP', 2, 50),
  ('1122', 'CE1', 2, 60),
  ('1123', 'CE2', 2, 70),
  ('1124', 'CM1', 3, 80),
  ('1125', 'CM2', 3, 90),
  ('2111', '6e', 3, 100),
  ('2112', '5e', 4, 110),
  ('2115', '4e', 4, 120),
  ('2116', '3e', 4, 130),
  ('2431', '6e SEGPA', 3, 101),
  ('2432', '5e SEGPA', 4, 111),
  ('2433', '4e SEGPA', 4, 121),
  ('2434', '3e SEGPA', 4, 131)
on conflict (code) do nothing;

alter table directory.persons alter column sort_name type text collate "C";
