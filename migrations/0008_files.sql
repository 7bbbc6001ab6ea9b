-- 收到和形成的文件。内容加密存放在数据目录的 files/，这里只记它是什么、能不能打开

create table stored_files (
  id bigint generated always as identity primary key,
  -- of the plain bytes: what approvals sign and receipts name
  sha256 bytea not null check (length(sha256) = 32),
  size bigint not null check (size > 0),
  -- found in the content, never believed from the upload
  media_type text not null,
  -- people name scans after themselves, so the name is sealed like other personal data
  sealed_name text not null,
  state text not null check (state in ('quarantined', 'clean', 'refused')),
  refused_reason text not null default '',
  uploaded_at timestamptz not null,
  -- 'not-configured', 'clean', 'error', or what the scanner found
  scan_result text not null,
  scan_attempts integer not null default 0,
  scanned_at timestamptz,
  -- an upload that nobody claims goes at this moment; null: it stays
  expires_at timestamptz,
  check (state <> 'refused' or refused_reason <> '')
);
create index stored_files_sha256 on stored_files (sha256);
create index stored_files_waiting on stored_files (scanned_at nulls first, id) where state = 'quarantined';
create index stored_files_expiring on stored_files (expires_at) where expires_at is not null;

-- What was stored is what will be served: only the verdict and the expiry move, and a verdict is not taken back.
create function guard_stored_file() returns trigger language plpgsql as $$
begin
  if (new.sha256, new.size, new.media_type, new.sealed_name, new.uploaded_at)
    is distinct from (old.sha256, old.size, old.media_type, old.sealed_name, old.uploaded_at) then
    raise exception '文件的内容不能更改';
  end if;
  if old.state <> new.state and old.state <> 'quarantined' then
    raise exception '文件的检查结论不能更改';
  end if;
  return new;
end $$;
create trigger stored_files_guard before update on stored_files
  for each row execute function guard_stored_file();

create function guard_kept_file() returns trigger language plpgsql as $$
begin
  if old.expires_at is null then raise exception '留存的文件不能删除'; end if;
  return old;
end $$;
create trigger stored_files_kept before delete on stored_files
  for each row execute function guard_kept_file();
