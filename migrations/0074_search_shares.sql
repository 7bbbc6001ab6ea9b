-- How common pairs of characters are, from a sample of the index: what is rare says more of what a reader means
create table search_shares (
  lexeme text primary key,
  -- of pieces
  share real not null check (share > 0 and share <= 1)
);
-- how many pieces there were when the sample was taken
create table search_sample (
  one boolean primary key default true check (one),
  pieces bigint not null check (pieces > 0)
);
