-- 索引号按原样保存；大小写不同的写法是同一个索引号
create unique index documents_index_number_any_case on documents (upper(index_number));
