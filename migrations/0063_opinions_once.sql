-- a form sent twice is one opinion
alter table consultation_opinions add column ticket_hash bytea unique;
