-- 依申请公开：未经审核签发的答复，数据库也不放行；台账的索引

-- The one spelling of a JSON value that the application hashes: keys in code point order, no blanks.
create function canonical_json(value jsonb) returns text language plpgsql immutable strict as $$
begin
  case jsonb_typeof(value)
    when 'object' then
      return '{' || coalesce((
        select string_agg(to_json(key)::text || ':' || canonical_json(item), ',' order by key collate "C")
        from jsonb_each(value) as entry (key, item)
      ), '') || '}';
    when 'array' then
      return '[' || coalesce((
        select string_agg(canonical_json(item), ',' order by place)
        from jsonb_array_elements(value) with ordinality as element (item, place)
      ), '') || ']';
    else
      return value::text;
  end case;
end $$;

-- Legal review and sign-off, each over exactly the last draft, by people who wrote no version of it.
create function reply_is_signed(request bigint, before_seq integer, content_hash text)
returns boolean language plpgsql stable as $$
declare
  last_draft request_events;
begin
  select * into last_draft from request_events e
    where e.request_id = request and e.seq < before_seq and e.type = 'reply-drafted'
    order by e.seq desc limit 1;
  if not found or last_draft.payload ->> 'contentHash' is distinct from content_hash then
    return false;
  end if;
  if exists (
    select 1 from request_events e
    where e.request_id = request and e.seq > last_draft.seq and e.seq < before_seq
      and (e.type = 'reply-taken-back' or e.payload ->> 'decision' = 'returned')
  ) then
    return false;
  end if;
  return (
    select count(distinct e.type) from request_events e
    where e.request_id = request and e.seq > last_draft.seq and e.seq < before_seq
      and e.type in ('legally-reviewed', 'signed-off')
      and e.payload ->> 'decision' = 'approved'
      and e.payload ->> 'contentHash' = content_hash
      and e.actor_id not in (
        select d.actor_id from request_events d
        where d.request_id = request and d.seq < before_seq and d.type = 'reply-drafted'
      )
  ) = 2;
end $$;

create function guard_request_event() returns trigger language plpgsql as $$
begin
  if new.seq > 1 and not exists (
    select 1 from request_events e
    where e.request_id = new.request_id and e.seq = new.seq - 1 and e.hash = new.previous_hash
  ) then
    raise exception '事件没有接在前一事件之后' using errcode = 'check_violation';
  end if;
  case new.type
    when 'reply-drafted' then
      if new.actor_id is null or new.payload ->> 'contentHash' is distinct from
        encode(sha256(convert_to(canonical_json(new.payload -> 'draft'), 'UTF8')), 'hex')
      then
        raise exception '拟稿的散列与内容不符，或者没有拟稿人' using errcode = 'check_violation';
      end if;
    when 'issued' then
      if not reply_is_signed(new.request_id, new.seq, new.payload ->> 'contentHash') then
        raise exception '未经法律审核和签发，或者审签后内容有改动，答复不得发出' using errcode = 'check_violation';
      end if;
    when 'delivered' then
      if not exists (
        select 1 from request_events e
        where e.request_id = new.request_id and e.seq < new.seq and e.type = 'issued'
          and e.payload ->> 'contentHash' = new.payload ->> 'contentHash'
      ) then
        raise exception '未编号发出的答复不得送达' using errcode = 'check_violation';
      end if;
    else null;
  end case;
  return new;
end $$;
create trigger request_events_guard before insert on request_events
  for each row execute function guard_request_event();

-- Exactly one report cell per concluded case, and only a received case can be concluded.
alter table requests
  add check ((disposition is null) = (concluded_on is null)),
  add check (concluded_on is null or received_on is not null);

-- A Chinese word of two characters has no trigram; every single character and every pair of neighbours is a term here.
-- The low cost is that of the few rows it is computed for again: the ledger asks strpos first.
create function subject_terms(subject text) returns text[] language sql immutable strict parallel safe cost 5 as $$
  select coalesce(array_agg(distinct substr(lower(subject), place, size)), '{}')
  from generate_series(1, char_length(subject)) as place, generate_series(1, 2) as size
  where place + size - 1 <= char_length(subject)
$$;
create index requests_subject_terms on requests using gin (subject_terms(subject));

-- The ledger sorts by register number, by day of receipt or by due day, always with the id as the tie-breaker of the
-- keyset; the register number has its unique index. A filter of few values leads an index in register order, so that
-- a page of a rare value is as cheap as a page of a common one. A status goes with its own time (what is open is new),
-- which would lead a walk in order of days through all the years before: it leads an index in those orders, too.
drop index requests_ledger;
drop index requests_status;
drop index requests_received;
-- Nulls take part in the keyset as the end of time: not received yet, no reply period running.
create index requests_received on requests (agency_id, coalesce(received_on, 'infinity'), id);
create index requests_due on requests (agency_id, coalesce(reply_due_on, 'infinity'), id);
create index requests_by_status on requests (agency_id, status, register_year, register_number);
create index requests_by_status_received on requests (agency_id, status, coalesce(received_on, 'infinity'), id);
create index requests_by_status_due on requests (agency_id, status, coalesce(reply_due_on, 'infinity'), id);
create index requests_by_disposition
  on requests (agency_id, disposition, register_year, register_number, applicant_class, channel);
create index requests_by_class on requests (agency_id, applicant_class, register_year, register_number, channel);
create index requests_by_channel on requests (agency_id, channel, register_year, register_number);
create index requests_by_handler on requests (agency_id, handler_id, register_year, register_number);
-- 今日待办 reads every case that is not archived yet, and only those
create index requests_unfinished on requests (agency_id, id) where closed_on is null;
