-- 信息公开指南要写明更新日期（条例 第十二条）：机构资料最近一次变更的时间

alter table agencies add column updated_at timestamptz not null default now();

create function touch_agency() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  return new;
end $$;
create trigger agencies_touch before update on agencies
  for each row when (old.* is distinct from new.*) execute function touch_agency();
