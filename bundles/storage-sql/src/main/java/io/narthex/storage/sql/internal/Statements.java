package io.narthex.storage.sql.internal;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The statements that every database understands. */
final class Statements {

    static final String COLUMNS = "kind, id, version, expiry, index1, index2, index3, index4, body";

    static final String FIND = "select " + COLUMNS + " from narthex_record where kind = ? and id = ?";

    static final String REPLACE = "update narthex_record set version = version + 1, expiry = ?, index1 = ?, index2 = ?,"
            + " index3 = ?, index4 = ?, body = ? where kind = ? and id = ? and version = ?";

    static final String REMOVE = "delete from narthex_record where kind = ? and id = ?";

    static final String LIST =
            "select " + COLUMNS + " from narthex_record where kind = ? and id > ? order by kind, id limit ?";

    /** An entry may stand in any of the columns: looks into each, in order and no further than needed. */
    static final String LIST_BY_INDEX = IntStream.rangeClosed(1, IndexColumns.COUNT)
                    .mapToObj(i -> "select * from (select " + COLUMNS + " from narthex_record where index" + i
                            + " = ? and id > ? order by index" + i + ", id limit ?) part" + i)
                    .collect(Collectors.joining(" union all "))
            + " order by id limit ?";

    private Statements() {}
}
