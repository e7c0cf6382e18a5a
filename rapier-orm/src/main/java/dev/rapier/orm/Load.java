package dev.rapier.orm;

/**
 * What a query loads together with the entities that it finds, so that it is there after the session, too, and not loaded one by one:
 * SQLAlchemy's {@code options(selectinload(User.posts))}.
 *
 * @param <E> the entity that is searched
 * @param relation what is loaded; through others by {@code User.POSTS.to(Post.COMMENTS)}, which loads those, too
 * @param joined whether by the same statement, by a {@code LEFT JOIN}
 */
public record Load<E>(Mapped<E, ?> relation, boolean joined) {
    /** By one more statement for 500 entities each; the right one for most, above all for collections. */
    public static <E> Load<E> selectInLoad(Mapped<E, ?> relation) {
        return new Load<>(relation, false);
    }

    /** By the same statement; for references to single entities. */
    public static <E> Load<E> joinedLoad(Mapped<E, ?> relation) {
        return new Load<>(relation, true);
    }
}
