-- 报请以后、答复以前改了稿子的，原来的报请作罢，可以再报请

drop index edition_referrals_one_open;
