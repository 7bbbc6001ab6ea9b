-- The index takes texts apart otherwise than before (numbers and letters, ends of clauses): it is built anew at the next start
delete from search_documents;
