-- 申请人选择用电子邮件接收进度提醒；提醒里没有申请的内容

alter table online_applications add column wants_mail boolean not null default false;
