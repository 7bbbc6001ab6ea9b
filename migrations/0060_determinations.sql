-- 公文属性源头认定：拟制时提出、办公室核、签发时定，先定后发；台账上 制发 = 主动 + 依申请 + 不予公开

create table determinations (
  id integer generated always as identity primary key,
  agency_id integer not null references agencies,
  state text not null default 'proposed' check (
    state in ('proposed', 'returned', 'checked', 'signed', 'issued', 'abandoned')
  ),
  title text not null check (title <> ''),
  -- 文种
  genre text not null default '',
  drafting_unit text not null default '',
  -- own: 本机关拟制; forwarded: 转发; joint-lead / joint-member: 联合发文
  origin text not null default 'own' check (origin in ('own', 'forwarded', 'joint-lead', 'joint-member')),
  -- of a forwarded document: what it is and its attribute; of a joint one: the others and what they said
  origin_note text not null default '',
  forwarded_attribute text check (forwarded_attribute in ('proactive', 'on-request', 'withheld')),
  attribute text not null check (attribute in ('proactive', 'on-request', 'withheld')),
  -- X14a … X16c, or other; none for what is public
  ground text check (ground in ('X14a', 'X14b', 'X14c', 'X15', 'X16a', 'X16b', 'X16c', 'other')),
  reason text not null default '',
  proposed_by integer not null references users,
  proposed_at timestamptz not null,
  checked_by integer references users,
  checked_at timestamptz,
  check_opinion text not null default '',
  signed_by integer references users,
  signed_at timestamptz,
  document_number text not null default '',
  issued_on date,
  issued_by integer references users,
  issued_at timestamptz,
  returned_reason text not null default '',
  -- 第十八条：到这一天重新评估
  next_review_on date,
  version integer not null default 1,
  -- 不主动公开的须说明理由
  check (attribute = 'proactive' or (ground is not null and reason <> '')),
  check (attribute <> 'proactive' or ground is null),
  -- the order is the point: nothing is signed before it was checked, nothing issued before it was signed
  check (checked_at is null or checked_at >= proposed_at),
  check (signed_at is null or (checked_at is not null and signed_at >= checked_at)),
  check (issued_at is null or (signed_at is not null and issued_at >= signed_at)),
  check (state not in ('checked', 'signed', 'issued') or checked_by is not null),
  check (state not in ('signed', 'issued') or signed_by is not null),
  check ((state = 'issued') = (issued_at is not null and issued_on is not null and document_number <> '')),
  -- 自己拟的自己不核、不签
  check (checked_by is distinct from proposed_by and signed_by is distinct from proposed_by)
);
create unique index determinations_number on determinations (agency_id, document_number) where document_number <> '';
create index determinations_issued on determinations (agency_id, issued_on desc, id desc) where state = 'issued';
create index determinations_open on determinations (agency_id, id) where state not in ('issued', 'abandoned');
create index determinations_review on determinations (agency_id, next_review_on) where next_review_on is not null;

-- Issued is issued: attribute and reason move only by a re-assessment on record.
create table determination_reassessments (
  id integer generated always as identity primary key,
  determination_id integer not null references determinations,
  conclusion text not null check (conclusion in ('keep', 'change')),
  attribute text not null check (attribute in ('proactive', 'on-request', 'withheld')),
  ground text check (ground in ('X14a', 'X14b', 'X14c', 'X15', 'X16a', 'X16b', 'X16c', 'other')),
  reason text not null check (reason <> ''),
  reassessed_by integer not null references users,
  reassessed_at timestamptz not null,
  next_review_on date
);
create index determination_reassessments_of on determination_reassessments (determination_id, id desc);
create trigger determination_reassessments_append_only before update or delete on determination_reassessments
  for each row execute function refuse_change();

create function guard_determination() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception '公文属性认定不得删除' using errcode = 'restrict_violation'; end if;
  if old.state = 'issued' then
    if (to_jsonb(new) - '{attribute,ground,reason,next_review_on,version}'::text[])
       is distinct from (to_jsonb(old) - '{attribute,ground,reason,next_review_on,version}'::text[]) then
      raise exception '已制发的公文不得改动' using errcode = 'restrict_violation';
    end if;
    if (new.attribute, new.ground, new.reason) is distinct from (old.attribute, old.ground, old.reason)
       and not exists (
         select 1 from determination_reassessments r
         where r.determination_id = new.id and r.attribute = new.attribute
           and r.ground is not distinct from new.ground and r.reason = new.reason
       ) then
      raise exception '制发后的公开属性只能通过重新评估改变' using errcode = 'restrict_violation';
    end if;
  end if;
  return new;
end $$;
create trigger determinations_guard before update or delete on determinations
  for each row execute function guard_determination();

-- 文件由哪次认定而来
create table determination_documents (
  determination_id integer primary key references determinations,
  document_id bigint not null unique references documents
);
