-- Campaigns are looked for by a saved search, among news, notes and words of families as among messages; what is hidden says so itself.
-- Locks: liaison.notes and liaison.family_words for the time of adding columns without default.

create table safety.campaign_searches (
  id       uuid primary key,
  criteria jsonb not null,
  senders  uuid[],
  unknown  text[] not null,
  made_by  uuid not null,
  made_at  timestamptz not null
);
comment on table safety.campaign_searches is
  'What academy or operator looked for among what others wrote, so that it is written down who looked, and a list of five hundred senders need not stand in an address. senders: whose alone, null for everybody''s; unknown: lines of that list that named nobody. Retention: thirty days; that somebody looked stays in the journal of acts.';
create index campaign_searches_made on safety.campaign_searches (made_at);

comment on table safety.campaigns is
  'The same thing sent again and again by accounts that were stolen: by what it was found, how far it went, when every copy was hidden, whether that was a mistake. criteria: digests, accounts and times, never the text. seal: HMAC-SHA-256, under a key that no database holds, over the digests of all copies in their order. Retention: five years, evidence of an attack.';
comment on table safety.report_entries is
  'What was reported, the copy of the content as it stood then, and each step, in their order; never changed. content: JSON with sorted keys. seal: HMAC-SHA-256, under a key that no database holds, over the seal before it and this entry, so that a change shows and whoever writes here alone can forge none. Retention: as the report.';

alter table liaison.notes add column hidden_at timestamptz;
comment on column liaison.notes.hidden_at is 'Hidden by who answers reports and campaigns: withdrawn too, and read by nobody at the school either.';
alter table liaison.family_words add column hidden_at timestamptz;
comment on column liaison.family_words.hidden_at is 'Hidden by who answers reports and campaigns.';
create index family_words_sent on liaison.family_words (sent_at);
create index posts_changed on news.posts (changed_at);
create index comments_written on news.comments (written_at);
