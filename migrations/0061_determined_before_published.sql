-- 从公文认定而来的文件：认定为主动公开并已制发，才能发布

create function guard_determined_edition() returns trigger language plpgsql as $$
begin
  if new.state in ('published', 'scheduled') and (tg_op = 'INSERT' or old.state is distinct from new.state)
     and exists (
       select 1 from determination_documents l join determinations t on t.id = l.determination_id
       where l.document_id = new.document_id and (t.state <> 'issued' or t.attribute <> 'proactive')
     ) then
    raise exception '公文没有认定为主动公开或者尚未制发，不得发布' using errcode = 'check_violation';
  end if;
  return new;
end $$;
-- fires after editions_guard: triggers go by name
create trigger editions_guard_determined before insert or update on editions
  for each row execute function guard_determined_edition();
