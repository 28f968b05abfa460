-- Files that people send: counted before they are written, kept in the store of blobs, attached to what modules make of them, and really
-- deleted once nobody holds them any more.

create schema files;
comment on schema files is 'What people send: files, what is counted of them, where they are attached.';

create table files.files (
  id           uuid primary key,
  holder_id    uuid not null references directory.persons,
  school_id    uuid references directory.schools,
  name         text not null check (length(name) between 1 and 200),
  declared     bigint not null check (declared between 1 and 1100000000),
  counted      bigint not null check (counted >= 0),
  bytes        bigint check (bytes >= 0),
  sha256       text check (sha256 ~ '^[0-9a-f]{64}$'),
  media_type   text,
  blob_key     text,
  width        integer,
  height       integer,
  scan         text not null default 'not-scanned' check (scan in ('not-scanned', 'waiting', 'clean', 'quarantined')),
  threat       text,
  scanned_at   timestamptz,
  holds        integer not null default 0 check (holds >= 0),
  created_at   timestamptz not null,
  completed_at timestamptz,
  expires_at   timestamptz,
  doomed_at    timestamptz,
  check ((completed_at is null) = (blob_key is null))
);
comment on table files.files is
  'A file that somebody sends or sent: announced, then complete. declared: bytes announced; counted: bytes that the two quotas count; holds: how many things it is attached to. Retention: a day when nothing holds it, else as what holds it; then rows and bytes go (doomed_at: under way). Backups keep it as long as they are kept.';
comment on column files.files.scan is 'What the virus scanner found; not-scanned where none is configured.';
create index files_of_holder on files.files (holder_id, created_at desc, id desc);
create index files_of_school on files.files (school_id) where school_id is not null;
create index files_let_go on files.files (expires_at) where expires_at is not null;
create index files_doomed on files.files (doomed_at) where doomed_at is not null;
create index files_to_scan on files.files (created_at) where scan in ('waiting', 'not-scanned');

create table files.segments (
  file_id   uuid not null references files.files on delete cascade,
  starts_at bigint not null check (starts_at >= 0),
  bytes     bigint not null check (bytes > 0),
  sha256    text not null,
  blob_key  text not null,
  primary key (file_id, starts_at)
);
comment on table files.segments is
  'What came in so far of a file that is being sent, piece by piece: a cut leaves the pieces. Retention: until the file is complete or let go.';

create table files.renditions (
  file_id  uuid not null references files.files on delete cascade,
  side     integer not null,
  width    integer not null,
  height   integer not null,
  blob_key text not null,
  primary key (file_id, side)
);
comment on table files.renditions is 'A picture in the sizes that pages show, as WebP, made by us. Retention: as the file.';

create table files.attachments (
  place       text not null check (length(place) <= 60),
  subject     uuid not null,
  file_id     uuid not null references files.files,
  rank        integer not null,
  alt         text check (length(alt) <= 500),
  attached_at timestamptz not null,
  primary key (place, subject, file_id)
);
comment on table files.attachments is
  'What a module attached to one of its things; the module says who may read it. Retention: as the thing.';
create index attachments_of_file on files.attachments (file_id, place, subject);

create table files.school_usages (
  school_id uuid primary key references directory.schools,
  bytes     bigint not null check (bytes >= 0),
  quota     bigint not null check (quota > 0)
);
comment on table files.school_usages is
  'Bytes that the files of a school count, announced ones included, and how many they may be. Retention: as the school.';

create table files.person_usages (
  person_id uuid primary key references directory.persons,
  bytes     bigint not null check (bytes >= 0)
);
comment on table files.person_usages is
  'Bytes that the files of a person count, announced ones included; how many they may be goes by what the person is. Retention: as the person.';
