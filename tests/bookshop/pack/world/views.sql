CREATE VIEW "Book.author" AS SELECT b."id" AS id, a."name" AS value FROM "Book" b JOIN "Author" a ON a."id" = b."authorId";
CREATE VIEW "Book.shelf" AS SELECT b."id" AS id, s."name" AS value FROM "Book" b JOIN "Shelf" s ON s."id" = b."shelfId";
CREATE VIEW "Book.tags" AS SELECT book_id AS id, value FROM book_tag;
CREATE VIEW "Book.tags[]" AS SELECT book_id AS id, value AS item FROM book_tag;
CREATE VIEW "Author.genre" AS SELECT "authorId" AS id, "genre" AS value FROM "Book" WHERE "authorId" IS NOT NULL;
CREATE VIEW "Order.book" AS SELECT o.order_id AS id, b."name" AS value FROM order_book o JOIN "Book" b ON b."id" = o.book_id;
