-- 有效性：修改、废止、失效的记载随经审查的文本发布而生效；每份公开文件的效力日期

alter table document_relations drop constraint document_relations_kind_check;
alter table document_relations add constraint document_relations_kind_check check (kind in (
  'interprets', 'amends', 'repeals', 'forwards', 'based-on', 'result-of', 'answers', 'contains',
  'keeps',         -- 清理：继续有效
  'to-be-amended', -- 清理：拟修改
  'lapses'         -- 清理：宣布失效
));

-- What a document in hand will amend or repeal. Its open edition says so in `structure`, so that it is signed with the text.
create table document_acts (
  document_id bigint not null references documents,
  kind text not null check (kind in ('amends', 'repeals')),
  to_id bigint not null references documents check (to_id <> document_id),
  -- null: from the day the document itself takes effect, or is first published
  applies_from date,
  position integer not null,
  primary key (document_id, kind, to_id)
);

create function acts_of(document bigint) returns jsonb language sql stable as $$
  select jsonb_build_object('acts', jsonb_agg(
    jsonb_build_object('kind', kind, 'documentId', to_id, 'appliesFrom', applies_from) order by position, to_id))
  from document_acts where document_id = document having count(*) > 0
$$;

-- Before `editions_guard` computes the hash: triggers run in the order of their names.
create function declare_acts() returns trigger language plpgsql as $$
begin
  new.structure := acts_of(new.document_id);
  return new;
end $$;
create trigger editions_declare_acts before insert or update on editions for each row
  when (new.kind = 'document' and new.state not in ('published', 'superseded', 'removed', 'scheduled'))
  execute function declare_acts();

-- A changed act is a changed text: an edition that was under review goes back to its drafter.
create function act_changed() returns trigger language plpgsql as $$
declare
  changed bigint := coalesce(new.document_id, old.document_id);
begin
  if exists (
    select 1 from editions
    where document_id = changed and state in ('in-review', 'referred', 'reviewed', 'scheduled')
  ) then
    raise exception '送审以后不得改动修改、废止的记载' using errcode = 'restrict_violation';
  end if;
  update editions set version = version + 1
  where document_id = changed and state in ('draft', 'returned');
  return null;
end $$;
create trigger document_acts_changed after insert or update or delete on document_acts
  for each row execute function act_changed();

-- Every relation that the signed structure of an edition declares.
create function declared_relations(e editions)
returns table (kind text, to_id bigint, applies_from date, place bigint) language sql stable as $$
  with published (day) as (
    select (coalesce(d.published_at, e.published_at) at time zone 'Asia/Shanghai')::date
    from documents d where d.id = e.document_id
  )
  select act ->> 'kind', (act ->> 'documentId')::bigint,
    coalesce((act ->> 'appliesFrom')::date, e.effective_from, published.day), place
  from published, jsonb_array_elements(e.structure -> 'acts') with ordinality as a (act, place)
  where e.kind = 'document'
  union all
  select 'interprets', id::bigint, null, place
  from jsonb_array_elements_text(e.structure -> 'interprets') with ordinality as i (id, place)
  where e.kind = 'interpretation'
  union all
  select 'answers', (e.structure ->> 'answers')::bigint, null, 1 where e.kind = 'policy-question'
  union all
  select case result ->> 'result'
      when 'keep' then 'keeps' when 'amend' then 'to-be-amended' when 'repeal' then 'repeals' else 'lapses' end,
    (result ->> 'documentId')::bigint, coalesce((e.structure ->> 'appliesFrom')::date, published.day), place
  from published, jsonb_array_elements(e.structure -> 'results') with ordinality as r (result, place)
  where e.kind = 'cleanup-result'
$$;

-- The marks come with the text that declares them, in the transaction that publishes it, whoever publishes.
create function link_declared_documents() returns trigger language plpgsql as $$
begin
  delete from document_relations r
  where r.from_id = new.document_id
    and r.kind in ('amends', 'repeals', 'interprets', 'answers', 'keeps', 'to-be-amended', 'lapses');
  insert into document_relations (from_id, kind, to_id, applies_from, position, created_by, created_at)
  select new.document_id, declared.kind, d.id, declared.applies_from, declared.place,
    new.published_by, new.published_at
  from declared_relations(new) declared
  join documents d on d.id = declared.to_id and d.id <> new.document_id;
  return null;
end $$;
create trigger editions_link_declared after insert or update of state on editions for each row
  when (new.state = 'published' and new.kind in ('document', 'interpretation', 'policy-question', 'cleanup-result'))
  execute function link_declared_documents();

-- Nobody marks a document but a published text that says so.
create function guard_mark() returns trigger language plpgsql as $$
declare
  mark document_relations := case tg_op when 'DELETE' then old else new end;
  declared boolean := exists (
    select 1 from editions e, declared_relations(e) d
    where e.document_id = mark.from_id and e.state = 'published'
      and d.kind = mark.kind and d.to_id = mark.to_id and d.applies_from = mark.applies_from
  );
begin
  if tg_op <> 'DELETE' and not declared then
    raise exception '没有公开的文件作出这一记载' using errcode = 'check_violation';
  end if;
  if tg_op = 'DELETE' and declared and pg_trigger_depth() < 2 then
    raise exception '公开的文件作出的记载不得删除' using errcode = 'restrict_violation';
  end if;
  return mark;
end $$;
create trigger document_relations_guard_marks before insert or update on document_relations for each row
  when (new.kind in ('amends', 'repeals', 'keeps', 'to-be-amended', 'lapses')) execute function guard_mark();
create trigger document_relations_guard_lost_marks before delete on document_relations for each row
  when (old.kind in ('amends', 'repeals', 'keeps', 'to-be-amended', 'lapses')) execute function guard_mark();

-- The one definition of the days a document's validity follows from (docs/decisions/where-validity-comes-from.md). What an
-- act published in error declared does not count; an act taken down for another reason stays an act.
create view document_validity_facts as
select d.id as document_id, d.agency_id, e.normative_kind, published.day as published_on,
  coalesce(e.formed_on, published.day) as issued_on, e.effective_from as effective_on, e.expires_on,
  least(e.repealed_on, marks.repealed_on) as repealed_on, marks.lapsed_on,
  coalesce(marks.amended_on, '{}') as amended_on
from documents d
join editions e on e.document_id = d.id and e.state = 'published'
cross join lateral (select (d.published_at at time zone 'Asia/Shanghai')::date) as published (day)
cross join lateral (
  select min(r.applies_from) filter (where r.kind = 'repeals') as repealed_on,
    min(r.applies_from) filter (where r.kind = 'lapses') as lapsed_on,
    array_agg(r.applies_from order by r.applies_from) filter (where r.kind = 'amends') as amended_on
  from document_relations r
  where r.to_id = d.id and r.kind in ('amends', 'repeals', 'lapses')
    and not exists (
      select 1 from document_removals gone where gone.document_id = r.from_id and gone.kind = 'published-in-error'
    )
) as marks
where d.status = 'published';

-- The same, kept in step by triggers, so that a day in 100,000 documents is one index. Days only: validity itself is
-- computed for the day of reading and stored nowhere.
create table document_validity (
  document_id bigint primary key references documents,
  agency_id integer not null references agencies,
  normative_kind text,
  published_on date not null,
  issued_on date not null,
  effective_on date,
  expires_on date,
  repealed_on date,
  lapsed_on date,
  amended_on date[] not null,
  -- the first day without force
  ended_on date generated always as (least(repealed_on, lapsed_on, expires_on + 1)) stored,
  first_amended_on date generated always as (amended_on[1]) stored
);
create index document_validity_normative on document_validity (published_on desc, document_id desc)
  include (agency_id, normative_kind, issued_on, effective_on, repealed_on, ended_on, first_amended_on)
  where normative_kind is not null;
create index document_validity_expiring on document_validity (expires_on) where expires_on is not null;

create function refresh_document_validity(changed bigint) returns void language plpgsql as $$
begin
  if not exists (select 1 from document_validity_facts where document_id = changed) then
    delete from document_validity where document_id = changed;
  else
    insert into document_validity as kept (
      document_id, agency_id, normative_kind, published_on, issued_on, effective_on, expires_on, repealed_on, lapsed_on,
      amended_on
    )
    select document_id, agency_id, normative_kind, published_on, issued_on, effective_on, expires_on, repealed_on,
      lapsed_on, amended_on
    from document_validity_facts where document_id = changed
    on conflict (document_id) do update set
      agency_id = excluded.agency_id, normative_kind = excluded.normative_kind, published_on = excluded.published_on,
      issued_on = excluded.issued_on, effective_on = excluded.effective_on, expires_on = excluded.expires_on,
      repealed_on = excluded.repealed_on, lapsed_on = excluded.lapsed_on, amended_on = excluded.amended_on;
  end if;
  -- kept pages that show the document, on every node (src/platform/web/page-changes.ts)
  perform pg_notify('mingqu_pages', 'document:' || changed);
end $$;

create function validity_of_edition_changed() returns trigger language plpgsql as $$
begin
  perform refresh_document_validity(new.document_id);
  return null;
end $$;
create trigger editions_validity_published after insert on editions for each row
  when (new.state = 'published') execute function validity_of_edition_changed();
create trigger editions_validity_changed after update of state on editions for each row
  when (new.state <> old.state and (new.state = 'published' or old.state = 'published'))
  execute function validity_of_edition_changed();

create function validity_of_document_changed() returns trigger language plpgsql as $$
begin
  perform refresh_document_validity(new.id);
  return null;
end $$;
create trigger documents_validity_changed after update of status, published_at, agency_id on documents for each row
  when ((new.status, new.published_at, new.agency_id) is distinct from (old.status, old.published_at, old.agency_id))
  execute function validity_of_document_changed();

create function validity_of_marked_changed() returns trigger language plpgsql as $$
declare
  mark document_relations := case tg_op when 'DELETE' then old else new end;
begin
  perform refresh_document_validity(mark.to_id);
  perform pg_notify('mingqu_pages', 'documents-of:' || d.agency_id) from documents d where d.id = mark.to_id;
  return null;
end $$;
create trigger document_relations_validity after insert or update or delete on document_relations
  for each row execute function validity_of_marked_changed();

create function validity_of_removed_changed() returns trigger language plpgsql as $$
begin
  perform refresh_document_validity(r.to_id) from document_relations r where r.from_id = new.document_id;
  return null;
end $$;
create trigger document_removals_validity after insert on document_removals
  for each row execute function validity_of_removed_changed();

insert into document_validity (
  document_id, agency_id, normative_kind, published_on, issued_on, effective_on, expires_on, repealed_on, lapsed_on,
  amended_on
)
select document_id, agency_id, normative_kind, published_on, issued_on, effective_on, expires_on, repealed_on, lapsed_on,
  amended_on
from document_validity_facts;
