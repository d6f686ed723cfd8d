package dev.mesh.rpc.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

import org.apache.fory.context.ReadContext;
import org.apache.fory.resolver.TypeResolver;
import org.apache.fory.serializer.collection.CollectionSerializer;

/**
 * Reads immutable lists that have nulls, which {@code Stream.toList()} makes and Fory's
 * own cannot read.
 */
@SuppressWarnings({ "rawtypes", "unchecked" })
final class ImmutableListSerializer extends CollectionSerializer<Collection> {

	ImmutableListSerializer(TypeResolver resolver, Class<?> type) {
		super(resolver, (Class) type, true);
	}

	@Override
	public Collection newCollection(ReadContext context, boolean elementReadAlwaysAdvances) {
		setNumElements(readCollectionSize(context, context.getBuffer(), elementReadAlwaysAdvances));
		return new ArrayList();
	}

	@Override
	public Collection onCollectionRead(Collection elements) {
		List list = (List) elements;
		return list.contains(null) ? Collections.unmodifiableList(list) : List.copyOf(list);
	}

}
