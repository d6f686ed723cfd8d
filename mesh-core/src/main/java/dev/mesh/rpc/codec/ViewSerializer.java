package dev.mesh.rpc.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.apache.fory.context.ReadContext;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.collection.CollectionSerializer;

/**
 * Writes the elements of a view such as {@code map.values()}; reads a list or a set of
 * them.
 */
@SuppressWarnings("rawtypes")
final class ViewSerializer extends CollectionSerializer<Collection> {

	ViewSerializer(TypeResolver resolver, Class<Collection> type) {
		super(resolver, type, true);
	}

	@Override
	public Collection newCollection(ReadContext context, boolean elementReadAlwaysAdvances) {
		int size = readCollectionSize(context, context.getBuffer(), elementReadAlwaysAdvances);
		setNumElements(size);
		// Not sized by the peer's word: it grows with the elements that do arrive.
		return Set.class.isAssignableFrom(this.type) ? new LinkedHashSet() : new ArrayList();
	}

}
