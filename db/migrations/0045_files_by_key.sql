-- The weekly sweep asks of every value in the store whether a row names it.
-- Locks: the tables of files, for writes, while the indexes are built.

create unique index files_key on files.files (blob_key) where blob_key is not null;
create unique index segments_key on files.segments (blob_key);
create unique index renditions_key on files.renditions (blob_key);
