-- What waits to be done is shown in the order in which it is due: an entry says until which day.
-- Locks: adding an empty column is instant.

alter table notifications.entries add column due_on date;
comment on column notifications.entries.due_on is 'Last day on which it is to be done; null when any day will do.';
