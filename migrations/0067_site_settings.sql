-- 网站底部要列明的事项（政府网站发展指引）：主办单位、备案编号、党政机关网站标识。
-- 与机构的联系方式分开存放：改备案号不是公开指南的更新。
create table portal_sites (
  agency_id integer primary key references agencies,
  -- 页头和网站名称；空白时用机构全称
  name text not null default '' check (char_length(name) <= 60),
  -- 主办单位；空白时用机构全称
  sponsor text not null default '' check (char_length(sponsor) <= 100),
  icp_filing text not null default '' check (icp_filing ~ '^(.ICP备[0-9]{6,10}号(-[0-9]{1,3})?)?$'),
  police_filing text not null default '' check (police_filing ~ '^(.公网安备[0-9]{11,14}号)?$'),
  -- 党政机关网站标识的标识码
  party_government_mark text not null default '' check (party_government_mark ~ '^([0-9A-F]{32})?$')
);
