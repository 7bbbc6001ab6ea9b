-- 答复被纠正、责令重新答复的案件：结果已有，答复还欠着
alter table requests add column owes_answer boolean not null default false;
create index requests_owing on requests (agency_id, reply_due_on) where owes_answer;
