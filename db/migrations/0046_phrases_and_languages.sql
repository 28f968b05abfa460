-- Reading in another language: what each person chose, who signed off the translations of the phrase bank, which phrases schools wrote
-- themselves, and texts that a machine translated, kept so that none is asked for twice.
-- Locks: new tables only.

create table directory.reading_languages (
  person_id uuid primary key references directory.persons,
  language  text collate "C" not null check (length(language) = 2),
  chosen_at timestamptz not null
);
comment on table directory.reading_languages is
  'The language in which a person would read what schools write, where there is a translation; no row: French. Retention: as the person.';

create table liaison.phrase_reviews (
  id          uuid primary key,
  phrase      text collate "C" not null,
  language    text collate "C" not null,
  digest      text collate "C" not null,
  reviewed_by uuid not null references directory.persons,
  reviewed_at timestamptz not null,
  undone_by   uuid references directory.persons,
  undone_at   timestamptz
);
comment on table liaison.phrase_reviews is
  'Who read a translation of the phrase bank again and signed it off. digest: SHA-256 of the French text and its translation; when either changes the review no longer counts. Retention: life of the platform.';
create unique index phrase_reviews_in_force on liaison.phrase_reviews (language, phrase, digest) where undone_at is null;

create table liaison.school_phrases (
  school_id  uuid not null references directory.schools,
  id         uuid not null,
  replaces   text collate "C",
  title      text not null check (length(title) between 1 and 120),
  words      text not null check (length(words) between 1 and 2000),
  written_by uuid not null references directory.persons,
  written_at timestamptz not null,
  removed_by uuid references directory.persons,
  removed_at timestamptz,
  primary key (school_id, id)
);
comment on table liaison.school_phrases is
  'Phrases that a school wrote for its notes. replaces: the phrase of the bank that it stands for there; null: one more. Retention: life of the school; removed ones stay, since notes came from them.';
create index school_phrases_in_force on liaison.school_phrases (school_id) where removed_at is null;

create table platform.translations (
  digest   text collate "C" not null,
  source   text collate "C" not null,
  target   text collate "C" not null,
  words    text not null,
  made_at  timestamptz not null,
  asked_at timestamptz not null,
  primary key (digest, source, target)
);
comment on table platform.translations is
  'What a translation server answered. digest: SHA-256 of the text asked for, names taken out. words: what came back, names still out. asked_at: day it was last read. Retention: ninety days after it was last read.';
create index translations_asked on platform.translations (asked_at);
