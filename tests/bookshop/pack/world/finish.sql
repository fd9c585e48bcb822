-- What follows from the rows. Every statement may be run again.
UPDATE "Author" SET "books" = (SELECT count(*) FROM "Book" WHERE "authorId" = "Author"."id");
UPDATE "Order" SET ("copies", "total") = (
  SELECT count(*), coalesce(sum(b."price"), 0) FROM order_book o JOIN "Book" b ON b."id" = o.book_id WHERE o.order_id = "Order"."id"
);
CREATE INDEX IF NOT EXISTS book_tag_book ON book_tag (book_id);
