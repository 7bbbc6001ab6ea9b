-- 年度报告：一次索引扫描数完一个机关一年的申请，不读表

-- replaces the narrower index of 0002; the report's one pass over cases is answered from here alone
drop index requests_concluded;
create index requests_concluded on requests (agency_id, concluded_on)
  include (received_on, applicant_class, disposition, answered_in_time);

-- 信息处理费 received in a year: few events among very many
create index request_events_fee_paid on request_events (happened_on) where type = 'fee-paid';
