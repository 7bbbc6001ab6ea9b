-- 代理：某人不在岗期间，由谁代行哪个角色

create table deputies (
  id integer generated always as identity primary key,
  agency_id integer not null references agencies,
  -- who is absent, and who stands in
  person_id integer not null references users,
  deputy_id integer not null references users,
  -- 系统管理员 and 审计员 stand apart and are never deputised
  role text not null check (role in ('clerk', 'secrecy-reviewer', 'legal-adviser', 'head')),
  -- both days included
  from_on date not null,
  until_on date not null,
  appointed_by integer not null references users,
  appointed_at timestamptz not null,
  revoked_by integer references users,
  revoked_at timestamptz,
  check (person_id <> deputy_id),
  check (until_on >= from_on),
  check ((revoked_at is null) = (revoked_by is null))
);
create index deputies_standing on deputies (deputy_id, until_on) where revoked_at is null;
create index deputies_agency on deputies (agency_id, id desc);

-- An act taken by a deputy says for whom; part of the hashed record.
alter table request_events add column deputy_for integer references users;
