-- 全文检索：已发布文件的检索副本。只随发布而写，随改版、撤下而删，任何时候可以重建

create table search_documents (
  document_id bigint primary key references documents,
  edition_id bigint not null references editions,
  agency_id integer not null references agencies,
  title text not null,
  -- 标题、文号、索引号 as they are compared: letters only, brackets and leading zeros gone; `title_letters` parts words
  title_key text not null,
  title_letters text not null,
  number_key text not null,
  number_tail text not null,
  index_key text not null,
  index_tail text not null,
  kind text not null,
  category text not null,
  published_at timestamptz not null,
  title_vector tsvector not null
);
create index search_documents_title_key on search_documents using hash (title_key);
create index search_documents_number_key on search_documents (number_key) where number_key <> '';
create index search_documents_number_tail on search_documents (number_tail) where number_tail <> '';
create index search_documents_index_key on search_documents (index_key);
create index search_documents_index_tail on search_documents (index_tail) where index_tail <> '';
create index search_documents_newest on search_documents (published_at desc, document_id desc);
create index search_documents_edition on search_documents (edition_id);
create index search_documents_title on search_documents using gin (title_vector);

-- The text in pieces. `vector` holds every pair of neighbouring characters and finds the pieces that may say a phrase;
-- `letters` says whether they do: header and text without punctuation, lower case, words between blanks. The text itself
-- stays where it is, from `starts` in the edition's words or in the page of its attachment.
create table search_chunks (
  document_id bigint not null references search_documents on delete cascade,
  number integer not null,
  file_id bigint,
  attachment_name text,
  page integer,
  starts integer not null check (starts > 0),
  length integer not null check (length >= 0),
  letters text not null,
  vector tsvector not null,
  primary key (document_id, number),
  check ((file_id is null) = (attachment_name is null)),
  check ((file_id is null) = (page is null))
) with (toast_tuple_target = 8160);
-- `letters` is read for every match, `vector` for none: only that one may lie apart
alter table search_chunks alter column vector set storage external;
alter table search_chunks alter column letters set storage main;
-- how common a pair of characters is: read by the widest search
alter table search_chunks alter column vector set statistics 40;
do $$
begin
  alter table search_chunks alter column letters set compression lz4;
exception when feature_not_supported then
  null; -- a server built without it keeps its own
end $$;
create index search_chunks_vector on search_chunks using gin (vector);

-- What attachments say, page by page; read once, because the bytes of a file never change.
create table attachment_texts (
  file_id bigint not null references stored_files on delete cascade,
  -- 0: a file without pages
  page integer not null check (page >= 0),
  content text not null,
  primary key (file_id, page)
);
-- also of those that say nothing: they are not read again
create table attachments_read (
  file_id bigint primary key references stored_files on delete cascade,
  read_at timestamptz not null
);

-- Nothing is found that is not public now, whatever the program forgets.
create function guard_search_document() returns trigger language plpgsql as $$
begin
  if not exists (
    select 1 from editions e join documents d on d.id = e.document_id
    where e.id = new.edition_id and d.id = new.document_id and e.state = 'published' and d.status = 'published'
  ) then
    raise exception '未发布的版本不得进入检索' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger search_documents_guard before insert or update on search_documents
  for each row execute function guard_search_document();

create function drop_edition_from_search() returns trigger language plpgsql as $$
begin
  delete from search_documents where edition_id = new.id;
  return null;
end $$;
create trigger editions_leave_search after update of state on editions
  for each row when (old.state = 'published' and new.state <> 'published')
  execute function drop_edition_from_search();

create function drop_document_from_search() returns trigger language plpgsql as $$
begin
  delete from search_documents where document_id = new.id;
  return null;
end $$;
create trigger documents_leave_search after update of status on documents
  for each row when (old.status = 'published' and new.status <> 'published')
  execute function drop_document_from_search();

-- 查不到的词：按日合并计数，不记谁查的，含号码的不记
create table search_misses (
  day date not null,
  query text not null check (char_length(query) between 2 and 40),
  times integer not null default 1 check (times > 0),
  primary key (day, query)
);
