package dev.rapier.orm;

/** The columns of {@link Post}, beside the entity. */
interface Post_ {
    Mapped<Post, Long> ID = Mapped.of(Post.class, "id", Long.class);
    MappedText<Post> TITLE = Mapped.text(Post.class, "title");
    Mapped<Post, User> AUTHOR = Mapped.of(Post.class, "author", User.class);
    MappedText<Post> AUTHOR_NAME = Mapped.text(Post.class, "author.username");
}
