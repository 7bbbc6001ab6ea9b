-- 代理：年度报告的办理、文件的保密审查，同样记明代谁

alter table annual_report_events add column deputy_for integer references users;
alter table edition_reviews add column deputy_for integer references users;
