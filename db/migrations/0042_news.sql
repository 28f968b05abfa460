-- News of a class, a group, a school, a commune or the whole platform: what is told to everybody of a circle, with what it asks of them.
-- Locks: none, new objects only.

create schema news;

create table news.posts (
  id                    uuid primary key,
  request_key           uuid not null unique,
  author_id             uuid not null,
  author_role           text not null,
  title                 text not null check (length(title) <= 120),
  body                  jsonb,
  words                 text not null,
  -- Null while it is a draft; in the future while it waits for its hour.
  publish_at            timestamptz,
  -- First day without it.
  ends_on               date,
  urgent                text check (urgent in ('closing', 'transport', 'safety', 'health')),
  is_public             boolean not null default false,
  asks_reading          boolean not null default false,
  takes_reactions       boolean not null default false,
  takes_comments        boolean not null default false,
  -- Who is in its pictures: not said, nobody that one recognises, those of news.pictured.
  pictured              text not null default 'unsaid' check (pictured in ('unsaid', 'nobody', 'some')),
  pictures_alt          text,
  -- An authorisation was withdrawn or has ended: its pictures are not shown any more.
  pictures_withdrawn_at timestamptz,
  written_at            timestamptz not null,
  changed_at            timestamptz not null,
  withdrawn_by          uuid,
  withdrawn_at          timestamptz,
  -- Hidden by the moderation of the school.
  hidden_by             uuid,
  hidden_at             timestamptz,
  check (length(words) <= 200000)
);
comment on table news.posts is
  'News: what somebody told the people of one circle or several. body: rich text; words: the same as plain text. Belongs to whoever reads it in several places, so to no school. Retention: two years after publication, or three months for a draft that nobody touched.';
create index posts_author on news.posts (author_id, coalesce(publish_at, changed_at) desc, id desc);
create index posts_publish on news.posts (publish_at);

create table news.post_audiences (
  post_id    uuid not null references news.posts on delete cascade,
  -- As directory/audiences writes it: group:<id>:families.
  key        text not null,
  -- Where that is: group:<id>, school:<id>, commune:<id>, platform.
  place      text not null,
  school_id  uuid,
  publish_at timestamptz,
  primary key (post_id, key)
);
comment on table news.post_audiences is
  'For whom a post is. publish_at: as the post, so that each circle is read newest first by its index. Retention: as the post.';
create index post_audiences_key on news.post_audiences (key, publish_at desc, post_id desc) where publish_at is not null;
create index post_audiences_school on news.post_audiences (school_id, publish_at desc, post_id desc);
create index post_audiences_place on news.post_audiences (place, publish_at desc, post_id desc) where publish_at is not null;

create table news.revisions (
  post_id    uuid not null references news.posts on delete cascade,
  number     integer not null,
  title      text not null,
  body       jsonb,
  words      text not null,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (post_id, number)
);
comment on table news.revisions is
  'What a post said before each change, for its author and the head: who replaced it and when. Retention: as the post.';

create table news.pins (
  place     text not null,
  post_id   uuid not null references news.posts on delete cascade,
  pinned_by uuid not null,
  pinned_at timestamptz not null,
  primary key (place, post_id)
);
comment on table news.pins is 'Posts kept on top of a place, two at most. Retention: as the post.';
create index pins_post on news.pins (post_id);

create table news.pictured (
  post_id   uuid not null references news.posts on delete cascade,
  person_id uuid not null,
  primary key (post_id, person_id)
);
comment on table news.pictured is
  'Children whom one recognises in the pictures of a post, so that it follows what their families allow. Retention: as the post.';
create index pictured_person on news.pictured (person_id);

create table news.events (
  post_id    uuid primary key references news.posts on delete cascade,
  starts_on  date not null,
  starts_at  time,
  -- The last day, included: as it is said.
  last_day   date not null,
  ends_at    time,
  place_name text,
  check (last_day >= starts_on),
  check ((starts_at is null) = (ends_at is null))
);
comment on table news.events is 'When and where what a post tells of takes place, at the school''s clock. Retention: as the post.';

create table news.polls (
  post_id   uuid primary key references news.posts on delete cascade,
  question  text not null check (length(question) between 1 and 200),
  options   text[] not null check (cardinality(options) between 2 and 8),
  several   boolean not null,
  -- First day without answers.
  closes_on date
);
comment on table news.polls is 'The question of a post. Retention: as the post.';

create table news.votes (
  post_id   uuid not null references news.polls on delete cascade,
  person_id uuid not null,
  choices   smallint[] not null check (cardinality(choices) between 1 and 8),
  voted_at  timestamptz not null,
  primary key (post_id, person_id)
);
comment on table news.votes is
  'What a person answered to a poll, so that they can change it; told to nobody but as counts. Retention: as the post.';
create index votes_person on news.votes (person_id);

create table news.acknowledgements (
  post_id   uuid not null references news.posts on delete cascade,
  person_id uuid not null,
  read_at   timestamptz not null,
  primary key (post_id, person_id)
);
comment on table news.acknowledgements is 'Who said "I have read it" where a post asks for it. Retention: as the post.';
create index acknowledgements_person on news.acknowledgements (person_id);

create table news.reactions (
  post_id    uuid not null references news.posts on delete cascade,
  person_id  uuid not null,
  kind       text not null check (kind in ('thanks', 'seen', 'bravo')),
  reacted_at timestamptz not null,
  primary key (post_id, person_id)
);
comment on table news.reactions is 'One of three neutral words under a post; shown as counts. Retention: as the post.';
create index reactions_person on news.reactions (person_id);

create table news.comments (
  id           uuid primary key,
  request_key  uuid not null unique,
  post_id      uuid not null references news.posts on delete cascade,
  author_id    uuid not null,
  words        text not null check (length(words) between 1 and 1000),
  written_at   timestamptz not null,
  -- A pupil's waits until an adult lets it through.
  approved_by  uuid,
  approved_at  timestamptz,
  removed_by   uuid,
  removed_at   timestamptz,
  hidden_by    uuid,
  hidden_at    timestamptz
);
comment on table news.comments is
  'Comments under a post that takes them. approved_at null: waits for an adult. Removed and hidden ones stay for the moderation. Retention: as the post.';
create index comments_post on news.comments (post_id, written_at, id);
create index comments_author on news.comments (author_id);
create index comments_waiting on news.comments (post_id) where approved_at is null and removed_at is null;
