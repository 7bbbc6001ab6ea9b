-- 审签流程：本机构规定须经保密审查的答复，未经保密审查，数据库也不放行

-- Legal review and sign-off always, and 保密审查 where the office demanded it when the case was registered; each over
-- exactly the last draft, by people who wrote no version of it.
create or replace function reply_is_signed(request bigint, before_seq integer, content_hash text)
returns boolean language plpgsql stable as $$
declare
  last_draft request_events;
  demanded text;
  needed text[] := array['legally-reviewed', 'signed-off'];
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
  select e.payload -> 'settings' ->> 'secrecyReview' into demanded
    from request_events e where e.request_id = request and e.seq = 1;
  if demanded = 'every'
    or (demanded = 'disclosing' and last_draft.payload -> 'draft' ->> 'disposition' in ('A2', 'B1'))
  then
    needed := needed || array['secrecy-reviewed'];
  end if;
  return (
    select count(distinct e.type) from request_events e
    where e.request_id = request and e.seq > last_draft.seq and e.seq < before_seq
      and e.type = any (needed)
      and e.payload ->> 'decision' = 'approved'
      and e.payload ->> 'contentHash' = content_hash
      and e.actor_id not in (
        select d.actor_id from request_events d
        where d.request_id = request and d.seq < before_seq and d.type = 'reply-drafted'
      )
  ) = cardinality(needed);
end $$;
