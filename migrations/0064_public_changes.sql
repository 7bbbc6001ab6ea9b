-- 按变动时间收取公开信息：新版本和撤下各有次序
create index editions_published_changes on editions (published_at, document_id) where state = 'published';
create index document_removals_changes on document_removals (removed_at, document_id);
