-- 惠企政策服务包：联系随发布写入；不收录的政策；几个工作日内编入；查找次数的合计

-- What a published item is based on and what a published pack contains is what its signed structure says: written in the
-- transaction that publishes, whoever publishes, and never from a draft.
create function link_policy_documents() returns trigger language plpgsql as $$
declare
  link text := case new.kind when 'policy-item' then 'based-on' else 'contains' end;
begin
  delete from document_relations where from_id = new.document_id and kind = link;
  insert into document_relations (from_id, kind, to_id, position, created_by, created_at)
  select new.document_id, link, d.id, min(named.place), new.published_by, new.published_at
  from (
    select (basis ->> 'documentId')::bigint as id, place
    from jsonb_array_elements(new.structure -> 'basis') with ordinality as b (basis, place)
    where new.kind = 'policy-item'
    union all
    select item::bigint, 1000 * g.place + i.place
    from jsonb_array_elements(new.structure -> 'groups') with ordinality as g (grp, place)
      cross join jsonb_array_elements_text(grp -> 'items') with ordinality as i (item, place)
    where new.kind = 'policy-pack'
  ) named
  join documents d on d.id = named.id and d.id <> new.document_id
  group by d.id;
  return null;
end $$;
create trigger editions_link_policies after insert or update of state on editions for each row
  when (new.state = 'published' and new.kind in ('policy-item', 'policy-pack'))
  execute function link_policy_documents();

create index editions_policy_packs on editions (kind, document_id) where kind in ('policy-item', 'policy-pack');

-- A policy for enterprises that somebody decided to leave out of the packs
create table policy_pack_omissions (
  document_id bigint primary key references documents,
  reason text not null check (reason <> ''),
  decided_by integer not null references users,
  decided_at timestamptz not null
);

-- Working days from the publication of a policy until it should be in a pack
create table policy_pack_settings (
  agency_id integer primary key references agencies,
  include_within_days integer not null check (include_within_days between 1 and 60)
);

-- How often the finder was used on a day, by single answers and single items: no row tells of one person
create table policy_finder_uses (
  on_day date not null,
  question text not null check (question ~ '^[a-z-]+$'),
  answer text not null,
  uses bigint not null check (uses > 0),
  primary key (on_day, question, answer)
);
