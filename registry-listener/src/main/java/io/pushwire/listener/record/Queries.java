// SPDX-License-Identifier: Apache-2.0
package io.pushwire.listener.record;

import io.pushwire.image.Glob;
import io.pushwire.listener.access.Globs;
import io.pushwire.listener.access.Sight;
import io.pushwire.outcome.OutcomeKind;

import org.apache.lucene.document.LongField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is asked, as Lucene understands it. Whatever is asked is limited to what the reader sees.
final class Queries {

    private static final int MOST_WORK = 10_000;

    private Queries() {}

    /// @throws BadQuestionException if a glob is too complex
    static BooleanQuery.Builder told(What what, Filter filter, Sight sight) {
        var query = seen(what.doc(), sight);
        filter.image().ifPresent(glob -> query.add(glob(Names.IMAGE, glob), Occur.FILTER));
        filter.workload().ifPresent(glob -> query.add(glob(Names.WORKLOAD, glob), Occur.FILTER));
        exactly(query, Names.DIGEST, filter.digest());
        exactly(query, Names.ACTOR, filter.actor());
        exactly(query, Names.SOURCE, filter.source());
        exactly(query, Names.CLUSTER, filter.cluster());
        exactly(query, Names.KIND, filter.kind());
        if (filter.from().isPresent() || filter.to().isPresent()) {
            query.add(
                    LongField.newRangeQuery(
                            Names.TIME,
                            filter.from().map(Queries::millis).orElse(Long.MIN_VALUE),
                            filter.to().map(to -> millis(to) - 1).orElse(Long.MAX_VALUE)),
                    Occur.FILTER);
        }
        return query;
    }

    /// Documents of that kind, as far as the reader sees them.
    static BooleanQuery.Builder seen(String doc, Sight sight) {
        var query = new BooleanQuery.Builder();
        query.add(new TermQuery(new Term(Names.DOC, doc)), Occur.FILTER);
        limit(query, Names.REPOSITORY, sight.repositories());
        if (doc.equals(Names.OUTCOME_DOC) || doc.equals(Names.USE_DOC)) {
            limit(query, Names.CLUSTER, sight.clusters());
        }
        return query;
    }

    static Query kinds(Set<OutcomeKind> kinds) {
        List<BytesRef> names = kinds.stream().map(kind -> new BytesRef(kind.name())).toList();
        return new TermInSetQuery(Names.KIND, names);
    }

    static Query exactly(String field, String value) {
        return new TermQuery(new Term(field, value));
    }

    static Query oneOf(String field, Collection<String> values) {
        return new TermInSetQuery(field, values.stream().map(BytesRef::new).toList());
    }

    /// @throws BadQuestionException if it is too complex
    static Query glob(String field, Glob glob) {
        return glob.isLiteral() ? exactly(field, glob.text()) : any(field, List.of(glob));
    }

    private static void exactly(BooleanQuery.Builder query, String field, Optional<String> value) {
        value.ifPresent(wanted -> query.add(exactly(field, wanted), Occur.FILTER));
    }

    private static void limit(BooleanQuery.Builder query, String field, Globs globs) {
        if (!globs.allowEverything()) {
            query.add(
                    globs.all().isEmpty()
                            ? new MatchNoDocsQuery("nothing is allowed")
                            : any(field, globs.all()),
                    Occur.FILTER);
        }
    }

    private static Query any(String field, List<Glob> globs) {
        try {
            Automaton all = Operations.union(globs.stream().map(Queries::automaton).toList());
            return new AutomatonQuery(new Term(field), Operations.determinize(all, MOST_WORK));
        } catch (TooComplexToDeterminizeException tooComplex) {
            throw new BadQuestionException(field, "is too complex: use fewer *");
        }
    }

    private static Automaton automaton(Glob glob) {
        return Operations.concatenate(glob.pieces().stream().map(Queries::piece).toList());
    }

    private static Automaton piece(String piece) {
        return switch (piece) {
            case Glob.ANYTHING -> Automata.makeAnyString();
            case Glob.WITHIN_AN_ELEMENT ->
                    Operations.repeat(
                            Automata.makeCharClass(
                                    new int[] {0, '/' + 1},
                                    new int[] {'/' - 1, Character.MAX_CODE_POINT}));
            default -> Automata.makeString(piece);
        };
    }

    /// The first millisecond that is not before.
    private static long millis(Instant time) {
        Instant whole = time.truncatedTo(ChronoUnit.MILLIS);
        return whole.toEpochMilli() + (whole.equals(time) ? 0 : 1);
    }
}
