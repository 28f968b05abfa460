-- Erasing somebody asks these tables for their rows by person: without an index each erased account cost a walk through all codes ever
-- given, and each batch a walk through every line of the tables that schools sent.
-- Locks: each index is built under a lock against writes, some seconds on a Métropole's codes.

create index activation_codes_person on identity.activation_codes (person_id);
create index table_changes_person on directory.table_changes (person_id) where person_id is not null;
create index image_answers_person on safety.image_answers (person_id);
create index leaves_person on privacy.leaves (person_id);
create index pairwise_ids_person on identity.pairwise_ids (person_id);

-- What is forgotten every minute is found by its end.
create index departures_expiry on identity.departures (expires_at);
create index arrivals_expiry on identity.arrivals (expires_at);
