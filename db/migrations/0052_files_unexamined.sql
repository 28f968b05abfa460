-- A file that the scanner could not look at to its end (too large for it, an archive without end) stays blocked like one in which it found
-- something; but it is not the same, and people are told which.
-- Locks: the table of files, for writes, while its rows are checked.

alter table files.files drop constraint files_scan_check;
alter table files.files add constraint files_scan_check check (scan in ('not-scanned', 'waiting', 'clean', 'quarantined', 'unexamined'));
update files.files set scan = 'unexamined'
where scan = 'quarantined' and (threat = 'larger than the scanner takes' or threat like 'Heuristics.Limits.Exceeded%');
