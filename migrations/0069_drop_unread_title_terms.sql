-- 先查一查 asks the full-text search now: nothing reads the terms of public titles any more
drop index editions_public_title;
